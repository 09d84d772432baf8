// SPDX-License-Identifier: GPL-3.0-or-later
// The left column.
#include "ui/query/query_side.h"

#include "ui/convert.h"
#include "ui/exchange/file_field.h"
#include "ui/query/case_list.h"
#include "ui/query/image_field.h"
#include "ui/query/query_desk.h"
#include "ui/query/reference_slot.h"
#include "ui/query/share_slider.h"
#include "ui/text/error_text.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kSlotHeight = 264;
constexpr int kSecondSide = 76;
constexpr double kEvenWeight = 0.5; // of the second image, where its slider's mark is

} // namespace

QuerySide::QuerySide(QueryDesk& desk, QueryBackend& backend, ImageCache* images, Settings* settings,
                     QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_backend(backend)
    , m_images(images)
    , m_settings(settings)
{
    setFixedWidth(kWidth);
    build();
    connectParts();
    retranslate();
}

void QuerySide::build()
{
    m_slot = new ReferenceSlot(m_images, this);
    m_slot->setObjectName(QStringLiteral("queryReference"));
    m_slot->setMinimumHeight(96);
    m_slot->setMaximumHeight(kSlotHeight);
    m_slot->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_where = makeLabel(LabelRole::Small, this);
    m_where->setObjectName(QStringLiteral("queryReferenceFrom"));
    m_where->setWordWrap(false);
    m_where->setMinimumWidth(1);
    m_where->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_clear = makeLinkButton(QStringLiteral("queryReferenceClear"), this);
    m_pick = new ImageField(m_backend, this);
    m_pick->setObjectName(QStringLiteral("queryPick"));
    m_file = makeQuietButton(QStringLiteral("queryPickFile"), this);
    m_file->setIcon(themedIcon(QStringLiteral("folder"), *this));
    m_file->setVisible(m_settings != nullptr);
    m_secondRow = new QWidget(this);
    m_second = new ReferenceSlot(m_images, m_secondRow);
    m_second->setObjectName(QStringLiteral("querySecond"));
    m_second->setFixedSize(kSecondSide, kSecondSide);
    m_secondWords = makeLabel(LabelRole::Small, m_secondRow);
    m_secondWords->setObjectName(QStringLiteral("querySecondWords"));
    m_secondWeight = new ShareSlider(m_secondRow);
    m_secondWeight->setObjectName(QStringLiteral("querySecondWeight"));
    m_secondClear = makeLinkButton(QStringLiteral("querySecondClear"), m_secondRow);
    m_addSecond = makeLinkButton(QStringLiteral("queryAddSecond"), this);
    m_imageEnd = makeLabel(LabelRole::Secondary, this);
    m_textEnd = makeLabel(LabelRole::Secondary, this);
    m_fitted = makeLinkButton(QStringLiteral("queryAsFitted"), this);
    m_share = new ShareSlider(this);
    m_share->setObjectName(QStringLiteral("queryShare"));
    m_cases = new CaseList(m_desk, this);

    auto* from = new QHBoxLayout;
    from->addWidget(m_where, 1);
    from->addWidget(m_clear);
    auto* pick = new QHBoxLayout;
    pick->setSpacing(space::kHalf);
    pick->addWidget(m_pick, 1);
    pick->addWidget(m_file);
    auto* beside = new QVBoxLayout;
    beside->setSpacing(2);
    beside->addWidget(m_secondWords);
    beside->addWidget(m_secondWeight);
    beside->addWidget(m_secondClear, 0, Qt::AlignLeft);
    auto* second = new QHBoxLayout(m_secondRow);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(space::kOneHalf);
    second->addWidget(m_second);
    second->addLayout(beside, 1);
    auto* ends = new QHBoxLayout;
    ends->addWidget(m_imageEnd);
    ends->addStretch(1);
    ends->addWidget(m_fitted);
    ends->addStretch(1);
    ends->addWidget(m_textEnd);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kHalf);
    column->addWidget(m_slot, 3);
    column->addLayout(from);
    column->addLayout(pick);
    column->addWidget(m_addSecond, 0, Qt::AlignLeft);
    column->addWidget(m_secondRow);
    column->addSpacing(space::kOne);
    column->addLayout(ends);
    column->addWidget(m_share);
    column->addSpacing(space::kOneHalf);
    column->addWidget(m_cases, 4);
}

void QuerySide::connectParts()
{
    connect(m_slot, &ReferenceSlot::dropped, &m_desk, &QueryDesk::setReference);
    connect(m_slot, &ReferenceSlot::nameDropped, this, [this](const QString& text) {
        chooseSecond(false);
        m_pick->take(text);
    });
    connect(m_slot, &ReferenceSlot::cleared, this, [this]() { m_desk.setReference({}); });
    connect(m_slot, &QAbstractButton::clicked, this, [this]() { chooseSecond(false); });
    connect(m_second, &ReferenceSlot::dropped, &m_desk, &QueryDesk::setSecond);
    connect(m_second, &ReferenceSlot::nameDropped, this, [this](const QString& text) {
        chooseSecond(true);
        m_pick->take(text);
    });
    connect(m_second, &ReferenceSlot::cleared, m_secondClear, &QAbstractButton::click);
    connect(m_second, &QAbstractButton::clicked, this, [this]() { chooseSecond(true); });
    for (const auto* slot : {m_slot, m_second}) {
        connect(slot, &ReferenceSlot::refused, this, &QuerySide::said);
        connect(slot, &ReferenceSlot::imageFailed, this,
                [this](const Error& error) { Q_EMIT said(errorLine(error)); });
    }
    connect(m_clear, &QPushButton::clicked, this, [this]() { m_desk.setReference({}); });
    connect(m_pick, &ImageField::chosen, this, &QuerySide::take);
    connect(m_pick, &ImageField::notFound, this, [this](const QString& text) {
        const QString remote = remoteWords(text);
        Q_EMIT said(remote.isEmpty() ? tr("No image of this project is called “%1”.").arg(text)
                                     : remote);
    });
    connect(m_file, &QToolButton::clicked, this, &QuerySide::pickFile);
    connect(m_addSecond, &QPushButton::clicked, this, [this]() { chooseSecond(true); });
    connect(m_secondClear, &QPushButton::clicked, this, [this]() {
        m_choosingSecond = false;
        m_desk.setSecond({});
        refresh();
    });
    connect(m_secondWeight, &ShareSlider::shareChosen, this, [this](std::optional<double> weight) {
        m_desk.setSecondWeight(weight.value_or(kEvenWeight));
    });
    connect(m_share, &ShareSlider::shareChosen, &m_desk, &QueryDesk::setTextShare);
    connect(m_fitted, &QPushButton::clicked, this, [this]() { m_desk.setTextShare(std::nullopt); });
    connect(&m_desk, &QueryDesk::questionChanged, this, &QuerySide::refresh);
    connect(&m_desk, &QueryDesk::stateChanged, this, &QuerySide::refreshShare);
    connect(&m_desk, &QueryDesk::answered, this, &QuerySide::refreshShare);
}

void QuerySide::take(const QuerySource& source)
{
    if (m_choosingSecond) {
        m_desk.setSecond(source);
    } else {
        m_desk.setReference(source);
    }
}

void QuerySide::bring(const QMimeData& mime)
{
    const Brought brought = broughtBy(mime);
    if (brought.source) {
        take(*brought.source);
    } else if (!brought.name.isEmpty()) {
        m_pick->take(brought.name);
    }
    if (!brought.words.isEmpty()) {
        Q_EMIT said(brought.words);
    }
}

// The field below names the image of one slot or the other.
void QuerySide::chooseSecond(bool second)
{
    m_choosingSecond = second;
    refresh();
    m_pick->setFocus(Qt::OtherFocusReason);
}

void QuerySide::pickFile()
{
    pickPath(this, *m_settings, FileField::Pick::OpenFile, tr("Choose an image"),
             tr("Images (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif);;All files (*)"),
             [this](const QString& path) { take(sourceOfFile(path)); });
}

void QuerySide::refreshShare()
{
    m_secondWeight->setShare(m_desk.secondWeight());
    m_share->setFitted(m_desk.fittedShare());
    m_share->setShare(m_desk.textShare());
    m_fitted->setEnabled(m_desk.textShare().has_value());
}

void QuerySide::refresh()
{
    const auto& reference = m_desk.reference();
    m_slot->setSource(reference);
    const QString from =
        reference.empty() ? tr("no reference: words alone") : sourceWords(reference);
    m_where->setText(m_where->fontMetrics().elidedText(from, Qt::ElideMiddle, kWidth - 56));
    m_where->setToolTip(from);
    m_where->setAccessibleName(from);
    m_clear->setVisible(!reference.empty());
    const bool second = !m_desk.second().empty() || m_choosingSecond;
    m_second->setSource(m_desk.second());
    m_secondRow->setVisible(second);
    m_addSecond->setVisible(!second && !reference.empty());
    m_pick->setPlaceholderText(m_choosingSecond ? tr("second image: name or path")
                                                : tr("name or path of an image"));
    refreshShare();
}

void QuerySide::retranslate()
{
    m_slot->setWords(tr("reference"), tr("Drop, paste or pick an image"));
    m_second->setWords(tr("second"), tr("Drop here"));
    m_clear->setText(tr("Clear"));
    m_clear->setAccessibleName(tr("Clear the reference"));
    m_pick->setAccessibleName(tr("Name or path of an image"));
    m_file->setAccessibleName(tr("Choose an image file…"));
    m_file->setToolTip(m_file->accessibleName());
    m_secondWords->setText(tr("joins with weight"));
    m_secondWeight->setAccessibleName(tr("Weight of the second image"));
    m_secondClear->setText(tr("Without it"));
    m_secondClear->setAccessibleName(tr("Leave out the second image"));
    m_addSecond->setText(tr("Add a second image"));
    m_imageEnd->setText(tr("image"));
    m_textEnd->setText(tr("text"));
    m_fitted->setText(tr("as fitted"));
    m_fitted->setToolTip(tr("The mark is the share that fitted best on this project's texts. A "
                            "double click on the slider goes back to it."));
    m_share->setAccessibleName(tr("Share of the text against the image"));
    refresh();
}

void QuerySide::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_cases) {
        retranslate();
    }
    if (event->type() == QEvent::PaletteChange && m_file) {
        m_file->setIcon(themedIcon(QStringLiteral("folder"), *this));
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
