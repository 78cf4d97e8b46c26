"""Ledgers kept by hand: which tables a sheet holds, and which records stand in them."""
