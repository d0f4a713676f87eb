"""Large runs on made-up tables: what a row costs, how cost grows, what the search misses."""
