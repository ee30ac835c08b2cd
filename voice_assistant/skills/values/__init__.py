"""From what was said to values: numbers, lengths of time, moments, amounts. Pure functions over text, in English.

Each reads the whole of a text, or returns None: "ten minutes" is a length of time, and "ten minutes or more" is not.
"""
