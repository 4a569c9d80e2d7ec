"""The archive: it owns every word of the domain, keeps articles and finds them."""
