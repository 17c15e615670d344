"""Kartotek: a self-hosted sales CRM that puts every email where it belongs, and says why."""
