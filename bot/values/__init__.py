"""Values: money, times, business days, ids. They know nothing of refunds."""
