"""Two double-entry books: goods in thousandths of the selling unit, money in fen."""
