"""The Pelican side: settings, reader, rendering, generators, writer."""
