"""Benchmarks: figures for people, never tests. Each states a ratio measured in one run."""
