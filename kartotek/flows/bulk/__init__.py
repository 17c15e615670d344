"""One act on many records: begun at once or in the background, told as it goes, undone for 30 days.

choose -> record by record: allowed? write, remember how it was -> say what was left out
"""
