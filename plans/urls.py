"""The addresses of plans, below ``plans/``."""

from django.urls import path

from plans.views import activities, bulk, comments, editor, headings, lists, moving, parts, plans, sections

app_name = "plans"

urlpatterns = [
    path("", lists.plan_list, name="plan-list"),
    path("new/", plans.plan_new, name="plan-new"),
    path("bin/", lists.plan_bin, name="plan-bin"),
    path("import/", plans.plan_import, name="plan-import"),
    path("<int:pk>/", plans.plan_detail, name="plan-detail"),
    path("<int:pk>/edit/", plans.plan_edit, name="plan-edit"),
    path("<int:pk>/delete/", plans.plan_delete, name="plan-delete"),
    path("<int:pk>/restore/", plans.plan_restore, name="plan-restore"),
    path("<int:pk>/editor/", editor.plan_editor, name="plan-editor"),
    path("undo/<int:pk>/", editor.undo_act, name="undo"),
    path("<int:pk>/sections/new/", sections.section_new, name="section-new"),
    path("sections/<int:pk>/", sections.section_edit, name="section-edit"),
    path("sections/<int:pk>/move/", sections.section_move, name="section-move"),
    path("sections/<int:pk>/delete/", sections.section_delete, name="section-delete"),
    path("<int:pk>/parts/new/", parts.part_new, name="part-new"),
    path("parts/<int:pk>/", parts.part_edit, name="part-edit"),
    path("parts/<int:pk>/move/", parts.part_move, name="part-move"),
    path("parts/<int:pk>/renumber/", parts.part_renumber, name="part-renumber"),
    path("parts/<int:pk>/delete/", parts.part_delete, name="part-delete"),
    path("parts/<int:pk>/restore/", parts.part_restore, name="part-restore"),
    path("parts/<int:pk>/headings/new/", headings.heading_new, name="heading-new"),
    path("headings/<int:pk>/", headings.heading_edit, name="heading-edit"),
    path("headings/<int:pk>/move/", headings.heading_move, name="heading-move"),
    path("headings/<int:pk>/delete/", headings.heading_delete, name="heading-delete"),
    path("parts/<int:pk>/activities/new/", activities.activity_new, name="activity-new"),
    path("parts/<int:pk>/activities/draft/", activities.activity_new_draft, name="activity-new-draft"),
    path(
        "parts/<int:pk>/activities/draft/drop/",
        activities.activity_new_draft_drop,
        name="activity-new-draft-drop",
    ),
    path("parts/<int:pk>/rows/", bulk.rows_change, name="rows-change"),
    path("activities/<int:pk>/", activities.activity_edit, name="activity-edit"),
    path("activities/<int:pk>/draft/", activities.activity_draft, name="activity-draft"),
    path("activities/<int:pk>/draft/drop/", activities.activity_draft_drop, name="activity-draft-drop"),
    path("activities/<int:pk>/move/", moving.activity_move, name="activity-move"),
    path("activities/<int:pk>/place/", moving.activity_place, name="activity-place"),
    path("activities/<int:pk>/indent/", moving.activity_indent, name="activity-indent"),
    path("activities/<int:pk>/drop/", moving.activity_drop, name="activity-drop"),
    path("activities/<int:pk>/comments/", comments.activity_comments, name="activity-comments"),
    path("<int:pk>/comments/", comments.plan_comments, name="plan-comments"),
    path("comments/<int:pk>/resolve/", comments.comment_resolve, name="comment-resolve"),
    path("activities/<int:pk>/duplicate/", activities.activity_duplicate, name="activity-duplicate"),
    path("activities/<int:pk>/delete/", activities.activity_delete, name="activity-delete"),
]
