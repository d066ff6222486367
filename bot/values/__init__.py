"""Values without a home of their own: money, times, business days, ids."""
