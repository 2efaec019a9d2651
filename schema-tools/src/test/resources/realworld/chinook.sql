-- Parts of Chinook, the sample database of a music shop, with its quoted names.
create table "Artist" (
  "ArtistId" int not null,
  "Name" varchar(120),
  constraint "PK_Artist" primary key ("ArtistId")
);

create table "Album" (
  "AlbumId" int not null,
  "Title" varchar(160) not null,
  "ArtistId" int not null,
  constraint "PK_Album" primary key ("AlbumId")
);

create table "Employee" (
  "EmployeeId" int not null,
  "LastName" varchar(20) not null,
  "FirstName" varchar(20) not null,
  "Title" varchar(30),
  "ReportsTo" int,
  "BirthDate" timestamp,
  "HireDate" timestamp,
  "Email" varchar(60),
  constraint "PK_Employee" primary key ("EmployeeId")
);

create table "Customer" (
  "CustomerId" int not null,
  "FirstName" varchar(40) not null,
  "LastName" varchar(20) not null,
  "Company" varchar(80),
  "Email" varchar(60) not null,
  "SupportRepId" int,
  constraint "PK_Customer" primary key ("CustomerId")
);

create table "Invoice" (
  "InvoiceId" int not null,
  "CustomerId" int not null,
  "InvoiceDate" timestamp not null,
  "BillingCountry" varchar(40),
  "Total" numeric(10,2) not null,
  constraint "PK_Invoice" primary key ("InvoiceId")
);

create table "MediaType" (
  "MediaTypeId" int not null,
  "Name" varchar(120),
  constraint "PK_MediaType" primary key ("MediaTypeId")
);

create table "Track" (
  "TrackId" int not null,
  "Name" varchar(200) not null,
  "AlbumId" int,
  "MediaTypeId" int not null,
  "Composer" varchar(220),
  "Milliseconds" int not null,
  "Bytes" int,
  "UnitPrice" numeric(10,2) not null,
  constraint "PK_Track" primary key ("TrackId")
);

create table "InvoiceLine" (
  "InvoiceLineId" int not null,
  "InvoiceId" int not null,
  "TrackId" int not null,
  "UnitPrice" numeric(10,2) not null,
  "Quantity" int not null,
  constraint "PK_InvoiceLine" primary key ("InvoiceLineId")
);

create table "Playlist" (
  "PlaylistId" int not null,
  "Name" varchar(120),
  constraint "PK_Playlist" primary key ("PlaylistId")
);

create table "PlaylistTrack" (
  "PlaylistId" int not null,
  "TrackId" int not null,
  constraint "PK_PlaylistTrack" primary key ("PlaylistId", "TrackId")
);

alter table "Album" add constraint "FK_AlbumArtistId"
  foreign key ("ArtistId") references "Artist" ("ArtistId") on delete no action on update no action;
create index "IFK_AlbumArtistId" on "Album" ("ArtistId");
alter table "Customer" add constraint "FK_CustomerSupportRepId"
  foreign key ("SupportRepId") references "Employee" ("EmployeeId") on delete no action on update no action;
create index "IFK_CustomerSupportRepId" on "Customer" ("SupportRepId");
alter table "Employee" add constraint "FK_EmployeeReportsTo"
  foreign key ("ReportsTo") references "Employee" ("EmployeeId") on delete no action on update no action;
create index "IFK_EmployeeReportsTo" on "Employee" ("ReportsTo");
alter table "Invoice" add constraint "FK_InvoiceCustomerId"
  foreign key ("CustomerId") references "Customer" ("CustomerId") on delete no action on update no action;
create index "IFK_InvoiceCustomerId" on "Invoice" ("CustomerId");
alter table "InvoiceLine" add constraint "FK_InvoiceLineInvoiceId"
  foreign key ("InvoiceId") references "Invoice" ("InvoiceId") on delete no action on update no action;
create index "IFK_InvoiceLineInvoiceId" on "InvoiceLine" ("InvoiceId");
alter table "InvoiceLine" add constraint "FK_InvoiceLineTrackId"
  foreign key ("TrackId") references "Track" ("TrackId") on delete no action on update no action;
create index "IFK_InvoiceLineTrackId" on "InvoiceLine" ("TrackId");
alter table "PlaylistTrack" add constraint "FK_PlaylistTrackPlaylistId"
  foreign key ("PlaylistId") references "Playlist" ("PlaylistId") on delete no action on update no action;
alter table "PlaylistTrack" add constraint "FK_PlaylistTrackTrackId"
  foreign key ("TrackId") references "Track" ("TrackId") on delete no action on update no action;
create index "IFK_PlaylistTrackTrackId" on "PlaylistTrack" ("TrackId");
alter table "Track" add constraint "FK_TrackAlbumId"
  foreign key ("AlbumId") references "Album" ("AlbumId") on delete no action on update no action;
create index "IFK_TrackAlbumId" on "Track" ("AlbumId");
alter table "Track" add constraint "FK_TrackMediaTypeId"
  foreign key ("MediaTypeId") references "MediaType" ("MediaTypeId") on delete no action on update no action;
create index "IFK_TrackMediaTypeId" on "Track" ("MediaTypeId");
