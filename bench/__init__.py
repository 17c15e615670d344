"""The benchmarks: ratios measured in one run, on this machine, printed as they are."""
