"""Readers of packages: one module a package or family of packages."""
