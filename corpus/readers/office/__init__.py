"""Files of word processors, sheets and slides: DOCX, DOC, RTF, ODT, XLSX, XLS, PPTX."""
