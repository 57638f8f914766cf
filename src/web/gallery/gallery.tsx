// Everything of the look on one page, to be judged by eye and by axe; no part of the product.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../app/theme.css'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import type { LinkProps } from '../ui/link.ts'
import { BottomBar, type Place, SideNavigation, sideClass } from '../ui/navigation.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { ChartGallery } from './chart-gallery.tsx'
import { ControlGallery } from './control-gallery.tsx'

const Anchor = (props: LinkProps) => <a {...props}>{props.children}</a>

const places: Place[] = [
  {
    label: 'Nhịp tuần này',
    shortLabel: 'Tuần này',
    href: '#home',
    icon: 'home',
    isCurrent: true,
    badge: { count: 4, label: '4 việc' },
  },
  { label: 'OKR', href: '#okr', icon: 'objective', isCurrent: false },
  { label: 'KPI', href: '#kpi', icon: 'chart', isCurrent: false, badge: { count: 2, label: '2 tín hiệu' } },
  { label: 'Bản đồ', href: '#map', icon: 'map', isCurrent: false },
  { label: 'Tổng kết', href: '#review', icon: 'review', isCurrent: false },
]

const Gallery = () => (
  <ToastProvider regionLabel="Thông báo" closeLabel="Đóng">
    <div className="flex min-h-dvh">
      <SideNavigation
        label="Chính"
        places={places}
        link={Anchor}
        name="Nhịp Cầu"
        homeHref="#home"
        foot={
          <button type="button" className={sideClass}>
            <Icon name="search" />
            <span className="grow">Tìm nhanh</span>
            <Kbd>Ctrl K</Kbd>
          </button>
        }
      />
      <main className="min-w-0 max-w-6xl grow px-4 pt-6 pb-24 md:px-8">
        <PageHeader
          title="Cải thiện sự hài lòng của khách hàng với dịch vụ chăm sóc sau bán hàng"
          trail={{
            label: 'Đường dẫn',
            steps: [
              { label: 'Công ty', href: '#c' },
              { label: 'Chăm sóc khách hàng', href: '#u' },
            ],
            link: Anchor,
          }}
          meta="Tuần 8 / 13 · Quý 4/2026 · còn 35 ngày"
        />
        <ChartGallery />
        <ControlGallery />
      </main>
    </div>
    <BottomBar label="Chính, ở chân trang" places={places} link={Anchor} />
  </ToastProvider>
)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  )
