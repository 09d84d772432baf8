// SPDX-License-Identifier: GPL-3.0-or-later
// A field that names an image: of the project, with completion, or a file by its path. A pasted
// image or file is taken as such.
#pragma once

#include "ui/query/query_source.h"

#include <QLineEdit>
#include <QTimer>

#include <vector>

class QCompleter;
class QStringListModel;

namespace triptych::ui {

class QueryBackend;

class ImageField final : public QLineEdit
{
    Q_OBJECT
public:
    static constexpr int kMostNames = 12;

    ImageField(QueryBackend& backend, QWidget* parent);
    // Takes a name or path as if it had been typed and confirmed.
    void take(const QString& text);

Q_SIGNALS:
    void chosen(const triptych::ui::QuerySource& source);
    void notFound(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void complete();
    void answer(const QString& asked, const std::vector<ImageView>& found);

    QueryBackend& m_backend;
    QCompleter* m_completer;
    QStringListModel* m_names;
    QTimer m_typing;
};

// Takes an image or file from the clipboard where it holds one.
std::optional<QuerySource> pastedSource();

} // namespace triptych::ui
