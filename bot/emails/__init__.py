"""Emails: what the merchant and the customer are written, and the way it is sent."""
