"""Reading a page (đọc trang), part by part: from bytes to lines, blocks and date claims; `crawler.extract` is its door."""
