// The public side of IPv6 on Alibaba Cloud, Tencent Cloud and Zenlayer: addresses on network cards, internet bandwidth on addresses, bought exactly once.
package ipv6
