"""Hangul's own formats: HWP 3, HWP 5 with its distribution copies, HWPX and HWPML.

Developed with the published format documents of Hancom, which ask for this sentence:
본 제품은 한글과컴퓨터의 ᄒᆞᆫ글 문서 파일(.hwp) 공개 문서를 참고하여 개발하였습니다.
"""
