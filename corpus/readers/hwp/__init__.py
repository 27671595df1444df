"""Hangul's own formats: HWP 5 and HWPX."""
