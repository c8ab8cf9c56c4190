"""The cloud on a laptop: the embedded emulator, the deployed template, the SES endpoint.

Entry-point code: it is part of the package but not of the built layer. Everything here binds to
loopback only, uses fixed dummy credentials and reads none of the user's AWS configuration.
"""
