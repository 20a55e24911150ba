/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/connect/connect-page.h"
#include "app/connect/header-rows.h"
#include "app/connect/setup-page.h"
#include "app/widgets/error-banner.h"

G_BEGIN_DECLS

/*
 * What the parts of the page share: connect-page.c signs in, connect-page-failure.c is what happens
 * when that does not work, and connect-page-fill.c fills it in. Private to these.
 */

struct _TesseraConnectPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkStack *steps;
  TesseraErrorBanner *banner;
  GtkWidget *form;
  GtkEditable *address;
  GtkWidget *exposed;
  GtkToggleButton *with_token;
  GtkToggleButton *with_password;
  GtkEditable *token;
  GtkEditable *username;
  GtkEditable *password;
  GtkEditable *organization; /* shown only if the token can't see its own */
  GtkMenuButton *regions;
  TesseraHeaderRows *headers;
  GtkStack *buttons;
  GtkWidget *connect;
  GtkWidget *cancel;
  GtkSpinner *spinner;
  GtkListBox *organizations;
  TesseraSetupPage *setup_page;

  GCancellable *cancellable; /* for the attempt in progress */
  GCancellable *looking;     /* for the question whether the server was ever set up */
  TesseraClient *tried;      /* the client of the last attempt */
  TesseraSession *session;
  TesseraSecret *secret;
  TesseraKeyring *keyring;
  TesseraReach *trust;      /* what was decided about the server's certificate */
  char *trusted;            /* the address that this is about, or NULL */
  GError *refused;          /* the last error with a certificate, or NULL */
  GCancellable *filling_in; /* the values of known headers */
};

/**
 * tessera_connect_page_connect:
 *
 * Begins an attempt with what is entered.
 */
void tessera_connect_page_connect (TesseraConnectPage *self);

/**
 * tessera_connect_page_reset:
 *
 * Ends whatever is going on, and shows the form.
 */
void tessera_connect_page_reset (TesseraConnectPage *self);

/**
 * tessera_connect_page_mark_wrong:
 * @wrong: (nullable): the row with a mistake, which gets the focus; %NULL if none has
 */
void tessera_connect_page_mark_wrong (TesseraConnectPage *self, GtkEditable *wrong);

/**
 * tessera_connect_page_show_failure:
 *
 * Reports why an attempt failed, and offers what can be done about it.
 */
void tessera_connect_page_show_failure (TesseraConnectPage *self, const GError *error);

/**
 * tessera_connect_page_get_organization:
 *
 * Returns: (nullable): the organization that was entered; %NULL unless it is asked for
 */
const char *tessera_connect_page_get_organization (TesseraConnectPage *self);

/**
 * tessera_connect_page_look_whether_set_up:
 *
 * Nobody has credentials for a server that was never set up.
 */
void tessera_connect_page_look_whether_set_up (TesseraConnectPage *self);
void tessera_connect_page_stop_looking (TesseraConnectPage *self);

/**
 * tessera_connect_page_set_trust:
 * @reach: (nullable): what was decided about the server's certificate; %NULL for nothing
 * @address: (nullable): the address that this is about
 */
void tessera_connect_page_set_trust (TesseraConnectPage *self, TesseraReach *reach,
                                     const char *address);

/**
 * tessera_connect_page_show_certificate:
 *
 * Shows the certificate that was refused last, to decide about it.
 */
void tessera_connect_page_show_certificate (TesseraConnectPage *self);

G_END_DECLS
