"""Ground that knows neither Django nor the product: each file one word."""
