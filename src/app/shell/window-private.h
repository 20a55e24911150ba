/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/compose/new-token-page.h"
#include "app/connect/connect-page.h"
#include "app/connect/opening-page.h"
#include "app/connect/welcome-page.h"
#include "app/keyring/keyring-page.h"
#include "app/reveal/reveal-window.h"
#include "app/rotate/rotate-dialog.h"
#include "app/shell/window.h"
#include "app/tokens/token-page.h"
#include "app/tokens/tokens-page.h"

G_BEGIN_DECLS

/* The window is in three files: window.c has its pages and the navigation between them,
 * window-sessions.c the connection to a server, window-tokens.c the token that is shown or created.
 * */

struct _TesseraWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *pages;
  TesseraWelcomePage *welcome_page;
  TesseraConnectPage *connect_page;
  TesseraOpeningPage *opening_page;
  TesseraTokensPage *tokens_page;
  TesseraTokenPage *token_page;
  TesseraKeyringPage *keyring_page;
  TesseraNewTokenPage *new_token_page;

  TesseraServices *services;
  TesseraSession *session;
  TesseraConnection
      *connection; /* the session's connection; NULL for the demo and for one not remembered */
  TesseraRevealWindow *reveal;
  TesseraRotateDialog *rotate_dialog;
  char *switching_off; /* ID of the token to deactivate when the revealed value is saved, or NULL */
  void (*after_discarding) (TesseraWindow *self); /* set while asking whether to discard */
  char *address;                                  /* to open after that question */
  gboolean wants_new_token; /* to open New Token as soon as there is a session */
};

/* Pages */

gboolean tessera_window_is_page (TesseraWindow *self, const char *name);
void tessera_window_show_page (TesseraWindow *self, const char *name);

/**
 * tessera_window_show_home:
 *
 * Shows the page to go back to: the token being composed if there is one, or the one being looked
 * at.
 */
void tessera_window_show_home (TesseraWindow *self);

/* Sessions */

void tessera_window_class_add_sessions (GtkWidgetClass *klass);

/* Tokens */

void tessera_window_class_add_tokens (GtkWidgetClass *klass);

/**
 * tessera_window_close_token:
 * @told: (nullable): a message to show in the list of tokens
 */
void tessera_window_close_token (TesseraWindow *self, const char *told);
void tessera_window_drop_new_token (TesseraWindow *self);

/**
 * tessera_window_reveal_first:
 * @mint: the operator token of a server that was just set up
 * @save_first: whether to save its value before it is shown
 *
 * Shows its value like that of any other new token, and offers to create another one that is
 * allowed less.
 */
void tessera_window_reveal_first (TesseraWindow *self, TesseraMint *mint, gboolean save_first);

/**
 * tessera_window_ask_to_discard:
 * @then: called if the answer is to discard
 *
 * Returns: %FALSE if nothing would be lost, so nothing was asked
 */
gboolean tessera_window_ask_to_discard (TesseraWindow *self, void (*then) (TesseraWindow *));

/**
 * tessera_window_is_making:
 *
 * Returns: whether a token is being created or replaced, a server is being set up, or a value is
 *   shown, so that the page must not change
 */
gboolean tessera_window_is_making (TesseraWindow *self);

G_END_DECLS
