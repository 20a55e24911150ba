/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/compose/new-token-page.h"
#include "app/compose/owner-row.h"
#include "app/compose/permission-view.h"
#include "app/compose/preview-pane.h"
#include "app/compose/template-row.h"
#include "app/widgets/error-banner.h"
#include "core/compose/draft.h"

G_BEGIN_DECLS

/* The page is in three files: new-token-page.c has the user's choices, new-token-generate.c what
 * the button does with them, and new-token-lost.c what to do if the server's response was lost. */

struct _TesseraNewTokenPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkStack *header_stack;
  GtkButton *generate;
  GtkWidget *cancel;
  GtkSpinner *spinner;
  TesseraErrorBanner *banner;
  AdwToastOverlay *toasts;
  GtkStack *states;
  AdwStatusPage *failure;
  GtkOrientable *form;
  TesseraTemplateRow *template_row;
  GtkEntry *description;
  TesseraOwnerRow *owner_row;
  GtkSwitch *save_first;
  TesseraPermissionView *view;
  TesseraPreviewPane *preview;

  TesseraSession *session;
  TesseraMinter *minter;
  GListModel *tokens;
  TesseraToken *like;   /* the token to start from, until there is a draft */
  TesseraToken *edited; /* the token whose permissions are edited, or NULL */
  TesseraDraft *draft;
  TesseraTokenRequest *request; /* to create instead of the edited one */
  TesseraMint *mint;
  TesseraToken *lost;    /* its value was lost; to delete, or NULL */
  GCancellable *loading; /* of types and users */
  GCancellable *minting;
};

/**
 * tessera_new_token_page_set_busy:
 * @minting: (nullable) (transfer full): cancels the work that begins; %NULL when it is over
 */
void tessera_new_token_page_set_busy (TesseraNewTokenPage *self, GCancellable *minting);

/**
 * tessera_new_token_page_show_lost:
 * @error: an error after which the server may have created the token
 *
 * Shows it, and offers to look for the token.
 */
void tessera_new_token_page_show_lost (TesseraNewTokenPage *self, const GError *error);

/**
 * tessera_new_token_page_class_add_lost:
 *
 * Adds the actions that look for the token and delete it.
 */
void tessera_new_token_page_class_add_lost (GtkWidgetClass *klass);

/**
 * tessera_new_token_page_class_add_generate:
 *
 * Adds the signals `minted` and `edited`, and the template's callbacks for generating and
 * canceling.
 */
void tessera_new_token_page_class_add_generate (GtkWidgetClass *klass);

G_END_DECLS
