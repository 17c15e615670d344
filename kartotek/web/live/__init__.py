"""Live news as a browser reaches them: where the stream is, and what to ask without it."""
