"""Rowlink's recipes on Apache Spark. ``definition`` is what matching means, without Spark; everything else runs it on a cluster."""

__version__ = "0.1.0"
