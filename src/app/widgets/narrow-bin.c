/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/narrow-bin.h"

#define NARROWEST 300 /* pixels */

struct _TesseraNarrowBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int threshold;
  gboolean narrow;
  guint idle;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_THRESHOLD,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraNarrowBin, tessera_narrow_bin, GTK_TYPE_WIDGET)

gboolean
tessera_narrow_bin_is_narrow (TesseraNarrowBin *self)
{
  return self->narrow;
}

static gboolean
notify_cb (gpointer user_data)
{
  TesseraNarrowBin *self = user_data;

  self->idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

/* Large text needs more room: as libadwaita's unit sp. */
static double
get_text_scale (GtkWidget *widget)
{
  int dpi = -1; /* in 1024ths */

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * 1024.0) : 1.0;
}

static void
tessera_narrow_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TesseraNarrowBin *self = TESSERA_NARROW_BIN (widget);
  gboolean narrow = width < self->threshold * get_text_scale (widget);
  int minimum = 0;

  /* Notified later, because handlers change the layout that is being computed. */
  if (narrow != self->narrow && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, notify_cb, self, NULL);
  self->narrow = narrow;
  if (self->child == NULL)
    return;
  /* Until the layout has changed, it may need more space than there is. */
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (width, minimum), height, baseline, NULL);
}

static void
tessera_narrow_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  TesseraNarrowBin *self = TESSERA_NARROW_BIN (widget);

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  /* The wide layout's minimum size must not keep a window from becoming narrow. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->narrow)
    *minimum = MIN (*minimum, NARROWEST);
}

static void
set_child (TesseraNarrowBin *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
tessera_narrow_bin_set_property (GObject *object, guint prop_id, const GValue *value,
                                 GParamSpec *pspec)
{
  TesseraNarrowBin *self = TESSERA_NARROW_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_narrow_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TesseraNarrowBin *self = TESSERA_NARROW_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_narrow_bin_dispose (GObject *object)
{
  TesseraNarrowBin *self = TESSERA_NARROW_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  set_child (self, NULL);
  G_OBJECT_CLASS (tessera_narrow_bin_parent_class)->dispose (object);
}

static void
tessera_narrow_bin_class_init (TesseraNarrowBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS;

  object_class->dispose = tessera_narrow_bin_dispose;
  object_class->get_property = tessera_narrow_bin_get_property;
  object_class->set_property = tessera_narrow_bin_set_property;
  widget_class->measure = tessera_narrow_bin_measure;
  widget_class->size_allocate = tessera_narrow_bin_size_allocate;

  properties[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_THRESHOLD] =
      g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | flags);
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_narrow_bin_init (TesseraNarrowBin *self)
{
}
