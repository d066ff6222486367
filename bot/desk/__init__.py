"""The desk: the staff's web pages. It shows what the business knows and decides nothing."""
