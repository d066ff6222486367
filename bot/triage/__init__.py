"""Triage: what is done with a customer's message, one verb a file."""
