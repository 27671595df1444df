"""Vietnamese written in the encodings of before Unicode, read as the wrong letters: proved and put right.

`repair.repair` takes text whose letters came out of a file as Latin-1 or windows-1252, `decoding.decode` takes bytes.
"""
