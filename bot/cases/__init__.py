"""Cases: what is stored of a customer's request, and the only code that speaks SQL."""
