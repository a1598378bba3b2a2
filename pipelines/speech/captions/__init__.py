"""A transcript as files that others read: subtitles, tables, labels, pages; and read from them."""
