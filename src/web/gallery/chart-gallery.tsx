// Span and Pulse in every state that they can be in.
import { useState } from 'react'
import { Pulse } from '../charts/pulse.tsx'
import type { FocusedPoint } from '../charts/pulse-points.tsx'
import { PulseTable } from '../charts/pulse-table.tsx'
import { Span, type SpanProps } from '../charts/span.tsx'
import { useWidth } from '../charts/use-width.ts'
import { Card, CardList, CardRow } from '../ui/card.tsx'
import { Chip } from '../ui/chip.tsx'
import { ConfidenceBars } from '../ui/confidence.tsx'
import { SectionTitle } from '../ui/page-header.tsx'
import { Why, WhyLines } from '../ui/why.tsx'
import { awkward, format, long, range, story, worse } from './example-data.ts'

export const ChartGallery = () => (
  <>
    <div className="flex flex-wrap items-center gap-3">
      <Chip tone="attention" icon="diamond">
        Cần chú ý
      </Chip>
      <span className="text-xl font-semibold">
        <Why
          label="69%: vì sao?"
          explanation={
            <>
              Trung bình có trọng số của hai kết quả then chốt.
              <WhyLines
                lines={[
                  { label: 'Thời gian trả lời', value: '67%', source: 'KPI, 4 tuần gần nhất' },
                  { label: 'Nghe máy sau 3 hồi', value: '5/7', source: 'Hoa, 20/11/2026' },
                ]}
              />
            </>
          }
        >
          69%
        </Why>
      </span>
      <span className="text-sm text-ink-3">kỳ vọng hôm nay 81% · phụ trách Lan · tham vọng</span>
    </div>
    <SectionTitle note="nhịp cầu từ hôm nay đến đích">Kết quả then chốt</SectionTitle>
    <CardList>
      {spans.map((span) => (
        <CardRow key={span.title}>
          <div className="mb-2 flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="grow text-lg font-semibold">{span.title}</span>
            {span.chip}
          </div>
          <FullSpan {...span.props} />
        </CardRow>
      ))}
    </CardList>
    <SectionTitle note="4 việc, chừng 30 giây">Cần bạn</SectionTitle>
    <CardList>
      {spans.slice(0, 5).map(({ title, props }) => (
        <CardRow key={title} className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="min-w-56 grow font-semibold">{title}</span>
          <Span {...props} size="mini" />
          <ConfidenceBars value={7} label="Mức tự tin 7 trên 10" />
        </CardRow>
      ))}
    </CardList>
    <SectionTitle>Thời gian trả lời trung bình</SectionTitle>
    <LargePulse data={story} />
    <div className="mt-4 grid gap-4 md:grid-cols-2">
      <LargePulse data={awkward} />
      <LargePulse data={range} />
    </div>
    <div className="mt-4">
      <LargePulse data={long} />
    </div>
    <SectionTitle>Tín hiệu mới</SectionTitle>
    <div className="grid gap-4 md:grid-cols-3">
      <Card className="p-4">
        <Chip tone="concern" icon="triangle-up">
          Xấu đi · 3 tuần
        </Chip>
        <p className="my-2">Thời gian giao hàng vượt giới hạn tự nhiên (2,9 ngày) ba tuần liền.</p>
        <Pulse size="small" summary="Ba tuần liền vượt giới hạn trên" {...worse} />
      </Card>
      <Card className="p-4">
        <Chip tone="improvement" icon="triangle-down">
          Tốt lên · 8 tuần
        </Chip>
        <p className="my-2">Thời gian trả lời dưới mức cũ 48 phút tám tuần liền.</p>
        <Pulse size="small" summary="Tám tuần liền dưới mức cũ" {...story} />
      </Card>
      <Card className="p-4">
        <Chip tone="change" icon="square">
          Đổi khác
        </Chip>
        <p className="my-2">Năm năm, và một chuỗi còn thưa số.</p>
        <Pulse size="small" summary="Năm năm" {...long} />
        <Pulse size="small" summary="Còn thưa số" {...awkward} />
      </Card>
    </div>
    <SectionTitle>Bảng số</SectionTitle>
    <PulseTable
      caption="Thời gian trả lời trung bình theo tuần"
      head={{
        period: 'Tuần',
        value: 'Giá trị',
        centre: 'Thường ngày',
        limits: 'Giới hạn',
        target: 'Chỉ tiêu',
        note: 'Ghi chú',
      }}
      rows={story.periods.slice(20, 28).map(({ label, value, reading }) => ({
        period: label,
        value: value === null ? '' : format(value),
        centre: '48,0',
        limits: '40,8–55,2',
        target: '30',
        note: reading ? 'Tốt lên' : '',
      }))}
    />
  </>
)

type FullProps = Omit<Extract<SpanProps, { size: 'full' }>, 'size' | 'width'>

const FullSpan = (props: FullProps) => {
  const [ref, width] = useWidth<HTMLDivElement>(320)
  return (
    <div ref={ref}>
      <Span {...props} size="full" width={width} />
    </div>
  )
}

const LargePulse = ({ data }: { data: typeof story }) => {
  const [ref, width] = useWidth<HTMLDivElement>(320)
  const [point, setPoint] = useState<FocusedPoint | null>(null)
  const period = point && data.periods[point.index]
  return (
    <Card className="p-4">
      <div ref={ref} className="relative">
        <Pulse
          size="large"
          summary="Biểu đồ quá trình"
          pointsLabel="Các tuần; phím mũi tên để đi qua"
          width={width}
          format={format}
          onFocusPoint={setPoint}
          {...data}
        />
        {point && period && (
          <div
            className="pointer-events-none absolute -translate-x-1/2 -translate-y-full rounded-md bg-ink px-2 py-1 text-xs whitespace-nowrap text-paper"
            style={{ left: point.x, top: point.y - 14 }}
          >
            {period.description ?? period.label}
          </div>
        )}
      </div>
    </Card>
  )
}

const weeks = { count: 13, passed: 8 }
const good = (
  <Chip tone="good" icon="circle">
    Đúng nhịp
  </Chip>
)
const attention = (
  <Chip tone="attention" icon="diamond">
    Cần chú ý
  </Chip>
)
const wrong = (
  <Chip tone="wrong" icon="octagon">
    Chậm nhịp
  </Chip>
)

const spans: { title: string; chip: React.ReactNode; props: FullProps }[] = [
  {
    title: 'Giảm thời gian trả lời trung bình từ 48 phút xuống 30 phút',
    chip: good,
    props: {
      progress: 0.667,
      expected: 8 / 13,
      tone: 'good',
      weeks,
      forecast: { low: 0.78, high: 1 },
      summary: 'Từ 48 phút xuống 30 phút, hiện 36 phút, 67%, kỳ vọng 62%',
      labels: { start: '48 phút', target: '30 phút', value: '36 phút', expected: 'tuần 8' },
    },
  },
  {
    title: 'Nghe điện thoại sau tối đa 3 hồi chuông',
    chip: attention,
    props: {
      progress: 5 / 7,
      expected: 1,
      tone: 'attention',
      weeks,
      joints: [1, 2, 3, 4, 5, 6].map((n) => n / 7),
      summary: '5 trong 7 tuần đạt',
      labels: { start: '0 tuần', target: 'mọi tuần', value: '5 trong 7 tuần', expected: 'kỳ vọng' },
    },
  },
  {
    title: 'Ra mắt cổng tự phục vụ',
    chip: good,
    props: {
      progress: 0.6,
      expected: 0.615,
      tone: 'good',
      stale: true,
      weeks,
      joints: [0.2, 0.6, 0.8],
      summary: '2 trong 4 bước xong, chưa cập nhật',
      labels: { start: 'bắt đầu', target: '4 bước', value: '2 bước xong', expected: 'tuần 8' },
    },
  },
  {
    title: 'Tỷ lệ chốt sale từ 18% lên 25%',
    chip: wrong,
    props: {
      progress: -0.22,
      expected: 0.615,
      tone: 'wrong',
      weeks,
      forecast: { low: 0, high: 0.2 },
      summary: 'Lùi so với lúc đầu',
      labels: { start: '18%', target: '25%', value: '16,5%', expected: 'tuần 8' },
    },
  },
  {
    title: 'Doanh thu từ 15 tỷ lên 30 tỷ',
    chip: (
      <Chip tone="good" icon="check">
        Đạt
      </Chip>
    ),
    props: {
      progress: 1.17,
      expected: 0.92,
      tone: 'good',
      weeks: { count: 13, passed: 12 },
      summary: 'Vượt đích',
      labels: { start: '15 tỷ', target: '30 tỷ', value: '32,5 tỷ', expected: 'tuần 12' },
    },
  },
  {
    title: 'Điểm NPS từ 70 lên 80',
    chip: (
      <Chip tone="neutral" icon="ring">
        Chưa có số
      </Chip>
    ),
    props: {
      progress: null,
      expected: 0.615,
      tone: 'neutral',
      weeks,
      summary: 'Chưa có số',
      labels: { start: '70 điểm', target: '80 điểm', value: 'Chưa có lần cập nhật nào', expected: 'tuần 8' },
    },
  },
]
