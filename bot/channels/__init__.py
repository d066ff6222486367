"""The doors by which customers come in; `door.py` is what all of them share."""
