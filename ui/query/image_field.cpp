// SPDX-License-Identifier: GPL-3.0-or-later
// Naming an image.
#include "ui/query/image_field.h"

#include "ui/convert.h"
#include "ui/query/query_backend.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QStringListModel>

namespace triptych::ui {

namespace {

constexpr int kTypingMilliseconds = 120;

} // namespace

std::optional<QuerySource> pastedSource()
{
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    return data ? sourceFrom(*data) : std::nullopt;
}

ImageField::ImageField(QueryBackend& backend, QWidget* parent)
    : QLineEdit(parent)
    , m_backend(backend)
    , m_completer(new QCompleter(this))
    , m_names(new QStringListModel(m_completer))
{
    setAcceptDrops(false); // the page takes it, as what it is
    m_completer->setModel(m_names);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(kMostNames);
    m_completer->setWidget(this); // not setCompleter: names come from the project
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMilliseconds);
    connect(&m_typing, &QTimer::timeout, this, &ImageField::complete);
    connect(this, &QLineEdit::textEdited, this, [this]() { m_typing.start(); });
    connect(this, &QLineEdit::returnPressed, this, [this]() { take(text()); });
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
            [this](const QString& name) { take(name); });
}

void ImageField::complete()
{
    const QString asked = text().trimmed();
    if (asked.isEmpty() || pathFrom(asked)) {
        m_completer->popup()->hide();
        return;
    }
    m_backend.findImages(asked, kMostNames,
                         [this, asked](const Result<std::vector<ImageView>>& found) {
                             if (found) {
                                 answer(asked, *found);
                             }
                         });
}

void ImageField::answer(const QString& asked, const std::vector<ImageView>& found)
{
    if (asked != text().trimmed() || !hasFocus()) {
        return; // typed on, or gone elsewhere
    }
    QStringList names;
    for (const auto& image : found) {
        names << toQString(image.name);
    }
    m_names->setStringList(names);
    if (names.isEmpty()) {
        m_completer->popup()->hide();
    } else {
        m_completer->complete();
    }
}

void ImageField::take(const QString& text)
{
    m_typing.stop();
    m_completer->popup()->hide();
    const QString wanted = text.trimmed();
    if (wanted.isEmpty()) {
        return;
    }
    if (const auto path = pathFrom(wanted)) {
        clear();
        Q_EMIT chosen(sourceOfFile(*path));
        return;
    }
    m_backend.findImages(wanted, 1, [this, wanted](const Result<std::vector<ImageView>>& found) {
        if (found && !found->empty()) {
            clear();
            Q_EMIT chosen(sourceOf(found->front()));
        } else {
            Q_EMIT notFound(wanted);
        }
    });
}

void ImageField::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste)) {
        if (const auto source = pastedSource()) {
            Q_EMIT chosen(*source);
            return;
        }
    }
    const bool listed = m_completer->popup()->isVisible();
    if (listed && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                   event->key() == Qt::Key_Escape)) {
        event->ignore(); // the list's
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace triptych::ui
