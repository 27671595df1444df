"""Pages that are pictures: drawn, turned, read by Tesseract."""

from corpus.readers.ocr.recognition import Recognition, recognise

__all__ = ["Recognition", "recognise"]
