refresh materialized view shelves; -- finds view-refreshed
