"""What a reader typed (câu hỏi đã gõ): the parts that `index.query_parser` is made of."""
