// Every control in its states.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Chip } from '../ui/chip.tsx'
import { Checkbox, Segmented, Switch } from '../ui/choice.tsx'
import { ConfidencePicker } from '../ui/confidence.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { DateField, NumberField, SelectField, TextArea, TextField } from '../ui/inputs.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import { SectionTitle } from '../ui/page-header.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Cell, HeadCell, RowHead, Table } from '../ui/table.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useToast } from '../ui/toast.tsx'

export const ControlGallery = () => (
  <>
    <SectionTitle>Nút</SectionTitle>
    <Buttons />
    <SectionTitle>Trạng thái</SectionTitle>
    <div className="flex flex-wrap gap-2">
      <Chip tone="good" icon="circle">
        Đúng nhịp
      </Chip>
      <Chip tone="attention" icon="diamond">
        Cần chú ý
      </Chip>
      <Chip tone="wrong" icon="octagon">
        Chậm nhịp
      </Chip>
      <Chip tone="neutral" icon="half">
        Đang làm
      </Chip>
      <Chip tone="primary" icon="objective">
        Tham vọng
      </Chip>
      <Chip tone="improvement" icon="triangle-down">
        Tốt lên
      </Chip>
      <Chip tone="concern" icon="triangle-up">
        Xấu đi
      </Chip>
      <Chip tone="change" icon="square">
        Đổi khác
      </Chip>
    </div>
    <SectionTitle>Ô nhập</SectionTitle>
    <Inputs />
    <SectionTitle>Phần</SectionTitle>
    <Parts />
    <SectionTitle>Chưa có gì</SectionTitle>
    <EmptyState
      title="Chưa có mục tiêu nào trong Quý 4/2026"
      action={
        <Button look="primary" icon="plus">
          Viết mục tiêu đầu tiên
        </Button>
      }
    >
      Một mục tiêu nói ta muốn tới đâu. Viết bằng lời, chưa cần con số; con số đứng ở kết quả then chốt.
    </EmptyState>
    <div className="mt-4 grid gap-2" aria-busy="true">
      <Skeleton className="h-5 w-1/2" />
      <Skeleton />
    </div>
  </>
)

const Buttons = () => {
  const [isOpen, setIsOpen] = useState(false)
  const toast = useToast()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button look="primary" onClick={() => setIsOpen(true)}>
        Cập nhật tất cả <Kbd>U</Kbd>
      </Button>
      <Button
        icon="archive"
        onClick={() =>
          toast({ message: 'Đã lưu trữ mục tiêu', action: { label: 'Hoàn tác', onAction: () => undefined } })
        }
      >
        Lưu trữ
      </Button>
      <Button look="quiet">Để sau</Button>
      <Button look="danger" icon="trash">
        Bỏ hẳn
      </Button>
      <Button disabled>Chưa được</Button>
      <Button size="sm">Nhỏ</Button>
      <IconButton icon="edit" label="Sửa" />
      <Menu
        label="Việc với mục tiêu"
        trigger={(props) => (
          <Button {...props} icon="more">
            Thêm
          </Button>
        )}
        items={[
          { label: 'Sửa', icon: 'edit', shortcut: 'E', onSelect: () => undefined },
          { label: 'Nhân đôi', icon: 'copy', onSelect: () => undefined },
          {
            label: 'Xoá',
            icon: 'trash',
            danger: true,
            onSelect: () => toast({ message: 'Không xoá được: mất mạng', isError: true }),
          },
        ]}
      />
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title="Đóng Quý 3/2026"
        closeLabel="Đóng"
        actions={
          <>
            <Button onClick={() => setIsOpen(false)}>Để sau</Button>
            <Button look="primary" onClick={() => setIsOpen(false)}>
              Đóng chu kỳ
            </Button>
          </>
        }
      >
        <TextArea frame={{ label: 'Ta học được gì?' }} />
      </Dialog>
    </div>
  )
}

const Inputs = () => {
  const [confidence, setConfidence] = useState<number | null>(7)
  const [view, setView] = useState<'board' | 'list' | 'map'>('board')
  return (
    <Card className="grid gap-4 p-4 md:grid-cols-2">
      <TextField
        frame={{ label: 'Mục tiêu', note: 'bằng lời', hint: 'Ta muốn tới đâu?' }}
        placeholder="Khách hàng ở lại lâu hơn"
      />
      <NumberField frame={{ label: 'Doanh thu', hint: '15.000.000.000 ₫' }} unit="₫" defaultValue="15 tỷ" />
      <NumberField
        frame={{ label: 'Thời gian trả lời', error: 'Chưa đọc được “bốn tám”. Hãy gõ số, ví dụ 48.' }}
        unit="phút"
        defaultValue="bốn tám"
      />
      <DateField frame={{ label: 'Hạn' }} defaultValue="2026-12-04" />
      <SelectField
        frame={{ label: 'Tần suất' }}
        options={[
          { value: 'week', label: 'Hằng tuần' },
          { value: 'month', label: 'Hằng tháng' },
        ]}
      />
      <TextArea frame={{ label: 'Vì sao lúc này?' }} />
      <ConfidencePicker
        label="Mức tự tin"
        value={confidence}
        onChange={setConfidence}
        levelLabel={(level) => `${level} trên 10`}
      />
      <div className="grid content-start gap-2">
        <Checkbox
          label="Tính cả mục tiêu liên kết"
          hint="Mỗi mục tiêu thêm một phần vào tiến độ"
          defaultChecked
        />
        <Switch label="Nhắc tôi mỗi thứ Sáu" defaultChecked />
        <Switch label="Gửi qua thư" />
      </div>
      <Segmented
        label="Cách xem"
        value={view}
        onChange={setView}
        options={[
          { value: 'board', label: 'Bảng' },
          { value: 'list', label: 'Danh sách' },
          { value: 'map', label: 'Bản đồ', icon: 'map' },
        ]}
      />
    </Card>
  )
}

const Parts = () => {
  const [tab, setTab] = useState<'numbers' | 'history'>('numbers')
  return (
    <Tabs
      label="Phần của KPI"
      value={tab}
      onChange={setTab}
      tabs={[
        { value: 'numbers', label: 'Số liệu' },
        { value: 'history', label: 'Lịch sử' },
      ]}
    >
      <Table
        caption="Số liệu"
        head={
          <>
            <HeadCell>Tuần</HeadCell>
            <HeadCell isNumber>Phút</HeadCell>
            <HeadCell>Nguồn</HeadCell>
          </>
        }
      >
        <tr>
          <RowHead>T45</RowHead>
          <Cell isNumber>32</Cell>
          <Cell>Tổng đài</Cell>
        </tr>
        <tr>
          <RowHead>T44</RowHead>
          <Cell isNumber>29</Cell>
          <Cell>Tổng đài</Cell>
        </tr>
      </Table>
    </Tabs>
  )
}
