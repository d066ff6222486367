"""The refund-triage assistant: doors, the business behind them, and the staff's desk."""
