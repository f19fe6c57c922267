"""The analyst's own work: judgements, notes and corrections beside the articles, kept in a file that loses nothing.

``judgements`` are the values, ``edits`` what changes them and back, ``storage`` the file. None of it is computed, and
nothing computed is in it.
"""
