"""Quotations: their spans, their speakers, and the ones worth pulling out."""
