"""One file a step, each named after what it brings; a step that was released never changes."""
