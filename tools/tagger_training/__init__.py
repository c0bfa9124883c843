"""The parts of ``train_tagger.py``: reading the data, learning word knowledge from raw text, fitting the
chain."""
