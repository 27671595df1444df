"""The faces: command line, HTTP, web page, and the settings they share."""
