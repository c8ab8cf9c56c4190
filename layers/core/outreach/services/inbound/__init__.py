"""Handles the mails that people and mail systems send to us."""
