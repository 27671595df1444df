"""Untrusted files are read in a child process: the parent's side, the fork server, the child's side."""
