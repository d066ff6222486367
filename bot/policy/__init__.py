"""The refund policies: read from `policies/`, checked, asked for decisions. No clock, no SQL.

book = load_policies(Path("policies"))
decision = book.decide(Request.from_json(raw))
"""
