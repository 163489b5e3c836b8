-- The program's role and database, made once on the primary. The password comes from the environment:
--   LACHAN_PASSWORD=... psql -h /var/run/postgresql -U postgres -f database.sql
\set ON_ERROR_STOP on
\getenv password LACHAN_PASSWORD
CREATE ROLE lachan LOGIN PASSWORD :'password';
CREATE DATABASE lachan OWNER lachan LOCALE 'C' ENCODING 'UTF8' TEMPLATE template0;
