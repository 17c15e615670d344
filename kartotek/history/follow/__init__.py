"""Who follows a record: news of it reach them."""
