// SPDX-License-Identifier: GPL-3.0-or-later
// The place of the image that a query starts from: shows it, takes what is dropped on it. A click
// or Return asks for another one; Delete empties it.
#pragma once

#include "ui/query/query_source.h"

#include <QAbstractButton>

#include <optional>

namespace triptych::ui {

class ImageCache;

class ReferenceSlot final : public QAbstractButton
{
    Q_OBJECT
public:
    // `images` may be null: then only pixels are shown.
    ReferenceSlot(ImageCache* images, QWidget* parent);

    void setSource(const QuerySource& source);
    [[nodiscard]] const QuerySource& source() const { return m_source; }
    // The word over the image, e.g. "reference", and what stands in an empty slot.
    void setWords(const QString& name, const QString& invitation);
    // Why the image cannot be shown; none while it can.
    [[nodiscard]] const std::optional<Error>& imageError() const { return m_error; }

Q_SIGNALS:
    void dropped(const triptych::ui::QuerySource& source);
    void nameDropped(const QString& text); // a text: the name of an image, or its path
    void refused(const QString& words);    // or what was not taken of it
    void cleared();
    void imageFailed(const triptych::Error& error);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void load();
    void describe();
    void paintImage(QPainter& painter) const;
    void paintInvitation(QPainter& painter) const;

    ImageCache* m_images;
    QuerySource m_source;
    QImage m_image;
    std::optional<Error> m_error;
    QString m_name;
    QString m_invitation;
    bool m_dragOver = false;
};

} // namespace triptych::ui
